-- Who may act for an area is asked for with every case that their own agency does not hold.
create index position_region on identity.position (region);
