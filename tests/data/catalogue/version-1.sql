-- A catalogue of schema version 1, dumped by sqlite3.
PRAGMA application_id = 1635284082;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE document (
	id TEXT NOT NULL, 
	file TEXT NOT NULL, 
	path TEXT NOT NULL, 
	source TEXT NOT NULL, 
	record TEXT NOT NULL, 
	edited BOOLEAN NOT NULL, 
	revision INTEGER NOT NULL, 
	sort TEXT NOT NULL, 
	removed TEXT, 
	created TEXT NOT NULL, 
	updated TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "document" VALUES('988zzzfx','kept.txt','kept.txt','/somewhere/kept.txt','{"title": "kept.txt"}',0,1,'kepttxt',NULL,'2026-11-21T04:53:25Z','2026-11-21T04:53:25Z');
INSERT INTO "document" VALUES('v4mrm46h','gone.txt','gone.txt','/somewhere/gone.txt','{"title": "gone.txt"}',0,2,'gonetxt','2026-11-21T04:53:25Z','2026-11-21T04:53:25Z','2026-11-21T04:53:25Z');
CREATE TABLE "indexed" (
	engine TEXT NOT NULL, 
	document TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	PRIMARY KEY (engine, document), 
	FOREIGN KEY(document) REFERENCES document (id)
)
 WITHOUT ROWID

;
INSERT INTO "indexed" VALUES('tantivy','988zzzfx',1);
INSERT INTO "indexed" VALUES('tantivy','v4mrm46h',2);
CREATE TABLE job (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	file TEXT NOT NULL, 
	path TEXT NOT NULL, 
	state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')), 
	done INTEGER NOT NULL, 
	total INTEGER NOT NULL, 
	message TEXT NOT NULL, 
	document TEXT, 
	created TEXT NOT NULL, 
	updated TEXT NOT NULL
);
INSERT INTO "job" VALUES(1,'a.pdf','/inbox/a.pdf','failed',0,0,'broken',NULL,'2026-11-21T04:53:25Z','2026-11-21T04:53:25Z');
INSERT INTO "job" VALUES(2,'','','queued',0,0,'',NULL,'2026-11-21T04:53:25Z','2026-11-21T04:53:25Z');
CREATE TABLE page (
	version INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	label TEXT, 
	text TEXT NOT NULL, 
	PRIMARY KEY (version, number), 
	FOREIGN KEY(version) REFERENCES version (id) ON DELETE CASCADE
);
INSERT INTO "page" VALUES(1,1,'11','first page');
INSERT INTO "page" VALUES(1,2,'12','second page');
CREATE TABLE setting (
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "setting" VALUES('web.secret','s');
CREATE TABLE spelling (
	name TEXT NOT NULL, 
	base TEXT NOT NULL, 
	text TEXT NOT NULL, 
	language TEXT NOT NULL, 
	PRIMARY KEY (name, base, text, language)
)
 WITHOUT ROWID

;
INSERT INTO "spelling" VALUES('p.shusha','susa','Şuşa','az');
CREATE TABLE version (
	id INTEGER NOT NULL, 
	document TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	size INTEGER NOT NULL, 
	media_type TEXT NOT NULL, 
	paged BOOLEAN NOT NULL, 
	page_count INTEGER NOT NULL, 
	added TEXT NOT NULL, 
	current BOOLEAN NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (document, sha256), 
	FOREIGN KEY(document) REFERENCES document (id)
);
INSERT INTO "version" VALUES(1,'988zzzfx','4a11fffdfd0649c87d3c3547d5f89fdc5d8ebb9344e3d4b9fe58cd63ed68cff3',22,'text/plain',1,2,'2026-11-21T04:53:25Z',1);
INSERT INTO "version" VALUES(2,'v4mrm46h','d9298a10d1b0735837dc4bd85dac641b0f3cef27a47e5d53a54f2f3f5b2fcffa',5,'text/plain',1,1,'2026-11-21T04:53:25Z',1);
CREATE TABLE word (
	text TEXT NOT NULL, 
	length INTEGER GENERATED ALWAYS AS (length(text)) VIRTUAL, 
	head TEXT GENERATED ALWAYS AS (substr(text, 1, 2)) VIRTUAL, 
	tail TEXT GENERATED ALWAYS AS (substr(text, -2)) VIRTUAL, 
	PRIMARY KEY (text)
)
 WITHOUT ROWID

;
INSERT INTO "word" VALUES('first');
CREATE INDEX document_by_title ON document (removed, sort, id);
CREATE INDEX document_by_path ON document (path);
CREATE INDEX document_by_source ON document (source);
CREATE INDEX word_by_tail ON word (tail, length);
CREATE INDEX word_by_head ON word (head, length);
CREATE INDEX ix_job_state ON job (state);
CREATE INDEX ix_version_sha256 ON version (sha256);
CREATE UNIQUE INDEX current_version ON version (document) WHERE current;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('job',2);
COMMIT;
