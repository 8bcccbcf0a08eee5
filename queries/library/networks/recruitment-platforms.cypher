/*
id: recruitment-platforms
title: Platforms said to be used for recruiting
question: On which platforms are people said to be recruited, in which words, and by how many independent sources?
audience: [investigator]
sensitivity: open
since: 0.1.0
parameters: {}
columns:
  platform: {type: id, of: Entity, meaning: "the platform; being named accuses it of nothing"}
  name: {type: text, meaning: its name}
  statements: {type: ids, of: Statement, meaning: the statements that name it}
  origins: {type: integer, meaning: from how many independent origins they come}
  highest_modality: {type: text, meaning: the surest modality among them}
  evidence: {type: list, meaning: "place, modality and words of each"}
*/
MATCH (platform:Platform)<-[about:ABOUT]-(statement:Statement)
WHERE about.as = 'recruitment platform'
WITH platform, statement, about ORDER BY statement.id
WITH platform, collect(DISTINCT statement.id) AS statements, collect(DISTINCT statement.modality) AS modalities,
     count(DISTINCT statement.origin) AS origins,
     collect({locator: about.locator, modality: statement.modality, quote: statement.quote}) AS evidence
RETURN platform.id AS platform, platform.name AS name, statements, origins,
       [surest IN ['found', 'corroborated', 'reported', 'alleged'] WHERE surest IN modalities][0] AS highest_modality,
       evidence
ORDER BY origins DESC, name
