-- Nobody objects twice to what they have for one leaf before the first objection is decided.
create unique index on record.digital_assessment_objection ("leaf", "assessed") where "standing" in ('open');
