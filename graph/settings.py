"""Settings: which Neo4j, and where the program keeps what is its own."""

from pathlib import Path
from typing import Literal

import platformdirs
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

_SIZE = r"^[1-9]\d*[mg]$"


class Settings(BaseSettings):
    """Read from the environment: PALERMO_URI, PALERMO_USER, PALERMO_PASSWORD, PALERMO_DATABASE, PALERMO_HOME ..."""

    model_config = SettingsConfigDict(env_prefix="PALERMO_", env_ignore_empty=True)

    uri: str | None = None
    """Bolt address of a Neo4j server; none: the embedded one."""
    user: str = "neo4j"
    password: SecretStr | None = None
    database: str = "neo4j"
    plaintext: bool = False
    """Whether the line to a server on another machine may be without encryption."""
    home: Path = Path(platformdirs.user_data_dir("palermo"))
    """Folder of the embedded server, its store and its password."""
    cache: Path = Path(platformdirs.user_cache_dir("palermo"))
    """Folder of downloaded jars; safe to delete."""
    maven: str | None = None
    """Address of a mirror of Maven Central; none: Maven Central itself."""
    passphrase: SecretStr | None = None
    """What backups are encrypted with and opened with; none: it is asked for."""
    heap: str = Field(default="1g", pattern=_SIZE)
    """Heap of the embedded server, such as 4g: what queries and transactions work in."""
    page_cache: str = Field(default="256m", pattern=_SIZE)
    """Page cache of the embedded server: as much of the store as fits is read from memory."""
    timeout: float = 60.0
    """Seconds that a read may take."""
    case_key_in: Literal["file", "keyring"] = "file"
    """Where the key of the pseudonyms is: in the file case.key of the home (0600), or in the keyring of the machine."""

    @property
    def replaced(self) -> Path:
        """Folder of the backups of what restores replaced."""
        return self.home / "replaced"
