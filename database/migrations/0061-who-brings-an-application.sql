-- An application says who brought it in, and how its applicant agreed to that.
alter table record.service_application add column "consent" text;
alter table record.service_application add column "consent_papers" jsonb;
alter table record.service_application add column "brought_by" text;
alter table record.service_application alter column "beside" drop not null;
