-- Households that spend their points together. A family is its open memberships; one that was dissolved has none.

CREATE TABLE family (
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL,
  made_at_ms INTEGER NOT NULL
) STRICT;

-- began_by, ended_by: the merge of records that did it; nothing when a person did.
CREATE TABLE family_member (
  id          INTEGER PRIMARY KEY,
  family_id   INTEGER NOT NULL REFERENCES family (id),
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  from_ms     INTEGER NOT NULL,
  until_ms    INTEGER,
  began_by    INTEGER REFERENCES customer_merge (id),
  ended_by    INTEGER REFERENCES customer_merge (id)
) STRICT;
-- Nobody is in two families at once.
CREATE UNIQUE INDEX family_member_now ON family_member (customer_id) WHERE until_ms IS NULL;
CREATE INDEX family_member_family ON family_member (family_id) WHERE until_ms IS NULL;
-- Nearly every row is looked up by its open membership; these few by the merge, or by the person whose past is erased.
CREATE INDEX family_member_began ON family_member (began_by) WHERE began_by IS NOT NULL;
CREATE INDEX family_member_ended ON family_member (ended_by) WHERE ended_by IS NOT NULL;
CREATE INDEX family_member_customer ON family_member (customer_id);
