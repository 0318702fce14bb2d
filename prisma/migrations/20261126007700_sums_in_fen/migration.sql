-- Figures may be sums of money, in fen: a city's year goes beyond what an integer holds.
ALTER TABLE figure_cell ALTER COLUMN n TYPE bigint;
