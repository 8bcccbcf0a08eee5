/*
id: compound-aliases
title: Names of a compound
question: Under which names, in which scripts, do sources speak of this compound, and do other places bear one of them?
audience: [investigator]
sensitivity: open
since: 0.2.0
parameters:
  compound: {type: name, of: Compound, required: false, example: KK Park, meaning: "its id, name or any other name, in any script; without it, every compound"}
columns:
  compound: {type: id, of: Place, meaning: canonical id of the compound}
  alias: {type: text, meaning: a name}
  script: {type: text, meaning: "Latin, Han, Burmese, Thai, Khmer, Lao, Cyrillic, Kana, Hangul or other"}
  main: {type: boolean, meaning: whether a record goes by it}
  records: {type: ids, of: Place, meaning: the records that have it}
  scopes: {type: list, meaning: the sources that were loaded for these records}
  shared_with: {type: ids, of: Place, meaning: "other places of this name: it alone does not tell which is meant"}
*/
MATCH (record:Place:Compound) WHERE $compound IS NULL OR record.canonical IN $compound
UNWIND [record.name] + coalesce(record.names, []) AS alias
WITH record.canonical AS compound, alias, collect(DISTINCT record) AS members
RETURN compound, alias,
       CASE WHEN alias =~ '.*\\p{IsHiragana}.*|.*\\p{IsKatakana}.*' THEN 'Kana'
            WHEN alias =~ '.*\\p{IsHan}.*' THEN 'Han'
            WHEN alias =~ '.*\\p{IsMyanmar}.*' THEN 'Burmese'
            WHEN alias =~ '.*\\p{IsThai}.*' THEN 'Thai'
            WHEN alias =~ '.*\\p{IsKhmer}.*' THEN 'Khmer'
            WHEN alias =~ '.*\\p{IsLao}.*' THEN 'Lao'
            WHEN alias =~ '.*\\p{IsCyrillic}.*' THEN 'Cyrillic'
            WHEN alias =~ '.*\\p{IsHangul}.*' THEN 'Hangul'
            WHEN alias =~ '.*\\p{IsLatin}.*' THEN 'Latin' ELSE 'other' END AS script,
       any(member IN members WHERE member.name = alias) AS main,
       COLLECT { UNWIND members AS member RETURN member.id AS id ORDER BY id } AS records,
       COLLECT {
         UNWIND members AS member UNWIND member.runs AS run
         RETURN DISTINCT split(run, '@')[0] AS scope ORDER BY scope
       } AS scopes,
       COLLECT {
         MATCH (other:Place)
         WHERE other.canonical <> compound
           AND toLower(alias) IN [name IN [other.name] + coalesce(other.names, []) | toLower(name)]
         RETURN DISTINCT other.canonical AS id ORDER BY id
       } AS shared_with
ORDER BY compound, main DESC, script, alias
