"""Cases by the four entities of IC-TIP, in a layout of ours."""
