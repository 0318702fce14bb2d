-- keep_posts says which roles exclude each other; the narrower trigger beside it goes.
DROP TRIGGER exclude_posts ON post;
DROP FUNCTION exclude_posts();
