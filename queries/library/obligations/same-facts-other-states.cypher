/*
id: same-facts-other-states
title: What others answered on the same facts
question: To whom else were the facts of this letter put, and what did each deny, admit or pass over, and do they contradict each other?
audience: [rapporteur, analyst]
sensitivity: open
since: 0.1.0
parameters:
  letter: {type: letter, of: Document, example: AL_MYS_1_2025, meaning: "the letter, by id or reference"}
  "on": {type: date, example: "2025-06-01", meaning: the day for which it is asked; a later reply was not there yet}
columns:
  addressee: {type: text, meaning: who was asked}
  state: {type: id, of: Place, meaning: "the addressee, where it is a State"}
  organisation: {type: id, of: Entity, meaning: "the addressee, where it is not"}
  letter: {type: id, of: Source, meaning: the letter to it}
  says: {type: text, meaning: "replied, no reply loaded (its day is past; that does not say that none was sent), not due yet, no due date, or not loaded (nobody looked at this letter)"}
  replies: {type: ids, of: Source, meaning: its replies by that day}
  due: {type: when, meaning: when an answer is due}
  questions: {type: integer, meaning: how many questions it was asked}
  fully: {type: integer, meaning: how many of them were answered fully}
  partly: {type: integer, meaning: how many only partly}
  denied: {type: ids, of: Statement, meaning: statements that a reply denies}
  admitted: {type: ids, of: Statement, meaning: statements that a reply admits}
  silent: {type: ids, of: Statement, meaning: "statements on which its replies say nothing; none where there is no reply"}
  contradictions: {type: list, meaning: "the same words denied by the one and admitted by the other: statement, here, there, addressee and statement of the other letter"}
*/
MATCH (asked:Document {id: $letter})
// include letter-and-sisters
WITH letter, addressee, date($on) AS day
WITH letter, addressee, day,
     COLLECT {
       MATCH (reply:Document)-[:REPLIES_TO]->(letter) WHERE reply.date IS NULL OR reply.date_latest <= day
       RETURN reply.id ORDER BY reply.id
     } AS replies,
     EXISTS { (letter)-[:HAS_PASSAGE]->(:Passage) } AS loaded
WITH letter, addressee, day, replies, loaded,
     COLLECT {
       MATCH (letter)-[:HAS_PASSAGE]->(:Passage)<-[:STATED_IN]-(fact:Statement)
       RETURN {statement: fact.id, quote: toLower(fact.quote), addressee: addressee.name, reactions: COLLECT {
         MATCH (fact)<-[reaction:DISPUTES|ACCEPTS]-(:Answer)-[:STATED_IN]->(:Passage)<-[:HAS_PASSAGE]-(by:Document)
         WHERE by.id IN replies
         RETURN DISTINCT CASE type(reaction) WHEN 'DISPUTES' THEN 'denies' ELSE 'admits' END AS said ORDER BY said
       }}
       ORDER BY fact.id
     } AS facts,
     COLLECT {
       MATCH (letter)-[:ASKS]->(question:Question)
       OPTIONAL MATCH (question)<-[answers:ANSWERS]-(:Answer)-[:STATED_IN]->(:Passage)<-[:HAS_PASSAGE]-(by:Document)
       WHERE by.id IN replies
       WITH question, collect(answers.coverage) AS coverages
       RETURN CASE WHEN 'full' IN coverages THEN 'fully' WHEN 'partial' IN coverages THEN 'partly' ELSE 'not' END
     } AS questions
WITH collect({letter: letter, addressee: addressee, day: day, replies: replies, loaded: loaded, facts: facts,
              questions: questions}) AS letters
WITH letters, reduce(every = [], one IN letters | every + one['facts']) AS every
UNWIND letters AS one
WITH one, every, one['letter'] AS letter, one['addressee'] AS addressee, one['facts'] AS facts
RETURN addressee.name AS addressee, CASE WHEN addressee:State THEN addressee.id END AS state,
       CASE WHEN addressee:Organisation THEN addressee.id END AS organisation, letter.id AS letter,
       CASE
         WHEN NOT one['loaded'] THEN 'not loaded'
         WHEN size(one['replies']) > 0 THEN 'replied'
         WHEN letter.public_from IS NULL THEN 'no due date'
         WHEN letter.public_from_latest < one['day'] THEN 'no reply loaded'
         ELSE 'not due yet'
       END AS says,
       one['replies'] AS replies, [toString(letter.public_from), toString(letter.public_from_latest)] AS due,
       CASE WHEN one['loaded'] THEN size(one['questions']) END AS questions,
       CASE WHEN one['loaded'] THEN size([given IN one['questions'] WHERE given = 'fully']) END AS fully,
       CASE WHEN one['loaded'] THEN size([given IN one['questions'] WHERE given = 'partly']) END AS partly,
       [fact IN facts WHERE 'denies' IN fact['reactions'] | fact['statement']] AS denied,
       [fact IN facts WHERE 'admits' IN fact['reactions'] | fact['statement']] AS admitted,
       CASE WHEN size(one['replies']) > 0 THEN [fact IN facts WHERE size(fact['reactions']) = 0 | fact['statement']] END AS silent,
       reduce(found = [], fact IN facts | found + [
         other IN every
         WHERE other['quote'] = fact['quote']
           AND (('denies' IN fact['reactions'] AND 'admits' IN other['reactions'])
             OR ('admits' IN fact['reactions'] AND 'denies' IN other['reactions']))
         | {statement: fact['statement'], here: fact['reactions'], there: other['reactions'], addressee: other['addressee'],
            other: other['statement']}
       ]) AS contradictions
ORDER BY letter <> $letter, addressee
