-- Work names the request that asked for it.
alter table kernel.job add column trace text check (trace ~ '^[0-9a-f]{32}$');
comment on column kernel.job.trace is 'the trace of the request that asked for it, as its access line names it';
