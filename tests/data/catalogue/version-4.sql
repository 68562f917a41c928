-- A catalogue of schema version 4, made at commit 50558f9 and dumped by sqlite3, with neutral paths.
PRAGMA application_id = 1635284082;
PRAGMA user_version = 4;
BEGIN TRANSACTION;
CREATE TABLE document (
	id TEXT NOT NULL, 
	file TEXT NOT NULL, 
	path TEXT NOT NULL, 
	source TEXT NOT NULL, 
	record TEXT NOT NULL, 
	edited BOOLEAN NOT NULL, 
	sidecar TEXT, 
	revision INTEGER NOT NULL, 
	sort TEXT NOT NULL, 
	removed TEXT, 
	created TEXT NOT NULL, 
	updated TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "document" VALUES('np9k7gh0','gone.txt','gone.txt','/somewhere/gone.txt','{}',0,NULL,2,'gonetxt','2026-11-29T16:55:03Z','2026-11-29T16:55:02Z','2026-11-29T16:55:03Z');
INSERT INTO "document" VALUES('6mdtgpts','susa.txt','susa.txt','/somewhere/susa.txt','{"title": "Şuşa", "type": "book", "author": [{"family": "Axundov", "given": "Mirzə"}], "issued": {"date-parts": [[1907]]}}',0,'{"title": "Şuşa", "type": "book", "author": [{"family": "Axundov", "given": "Mirzə"}], "issued": {"date-parts": [[1907]]}}',1,'susa',NULL,'2026-11-29T16:55:02Z','2026-11-29T16:55:02Z');
INSERT INTO "document" VALUES('cn84dv5m','tiflis.txt','tiflis.txt','/somewhere/tiflis.txt','{"title": "Libraries of Tiflis", "language": "ru"}',1,NULL,3,'libraries of tiflis',NULL,'2026-11-29T16:55:02Z','2026-11-29T16:55:03Z');
INSERT INTO "document" VALUES('get5rfw7','mill.txt','mill.txt','/somewhere/mill.txt','{}',0,NULL,1,'milltxt',NULL,'2026-11-29T16:55:03Z','2026-11-29T16:55:03Z');
CREATE TABLE entity (
	id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	country TEXT NOT NULL, 
	lat FLOAT, 
	lon FLOAT, 
	wikidata TEXT NOT NULL, 
	geonames TEXT NOT NULL, 
	en TEXT NOT NULL, 
	az TEXT NOT NULL, 
	"az-Cyrl" TEXT NOT NULL, 
	"az-Arab" TEXT NOT NULL, 
	tr TEXT NOT NULL, 
	ru TEXT NOT NULL, 
	hy TEXT NOT NULL, 
	ka TEXT NOT NULL, 
	fa TEXT NOT NULL, 
	changed TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "entity" VALUES('p.shusha','city','AZ',39.7601,46.7499,'Q158903','147105','Shusha; Shushi; Shousha; Choucha; Shoushi; Panahtown','Şuşa; Şuşi','Шуша; Шуши','شوشا','Şuşa; Şuşi','Шуша; Шуши','Շուշի','შუშა','شوشا; شوشی; شیشه','2026-11-29T16:55:03Z','Leyla');
INSERT INTO "entity" VALUES('p.l-old-mill','village','AZ',40.25,47.125,'Q1','2','Old Mill','Köhnə Dəyirman^c','','','','','','','','2026-11-29T16:55:03Z','Leyla');
INSERT INTO "entity" VALUES('p.l-new-mill','village','AZ',NULL,NULL,'','','New Mill','','','','','','','','','2026-11-29T16:55:03Z','Murad');
CREATE TABLE "indexed" (
	engine TEXT NOT NULL, 
	document TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	PRIMARY KEY (engine, document), 
	FOREIGN KEY(document) REFERENCES document (id)
)
 WITHOUT ROWID

;
INSERT INTO "indexed" VALUES('tantivy','6mdtgpts',1);
INSERT INTO "indexed" VALUES('tantivy','cn84dv5m',3);
INSERT INTO "indexed" VALUES('tantivy','get5rfw7',1);
INSERT INTO "indexed" VALUES('tantivy','np9k7gh0',2);
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
	updated TEXT NOT NULL, 
	kind TEXT DEFAULT 'file' NOT NULL
);
INSERT INTO "job" VALUES(1,'mill.txt','/inbox/mill.txt','done',2,2,'','get5rfw7','2026-11-29T16:55:03Z','2026-11-29T16:55:03Z','file');
INSERT INTO "job" VALUES(2,'empty.pdf','/inbox/empty.pdf','failed',0,0,'empty.pdf: the file is empty (0 bytes); please get it again',NULL,'2026-11-29T16:55:03Z','2026-11-29T16:55:03Z','file');
INSERT INTO "job" VALUES(3,'Old Mill','','queued',0,0,'',NULL,'2026-11-29T16:55:03Z','2026-11-29T16:55:03Z','names');
INSERT INTO "job" VALUES(4,'','','queued',0,0,'',NULL,'2026-11-29T16:55:03Z','2026-11-29T16:55:03Z','rebuild');
CREATE TABLE page (
	version INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	label TEXT, 
	text TEXT NOT NULL, 
	PRIMARY KEY (version, number), 
	FOREIGN KEY(version) REFERENCES version (id) ON DELETE CASCADE
);
INSERT INTO "page" VALUES(2,1,NULL,'Şuşa şəhəri Qarabağda yerləşir.

Şuşada böyük qala var.');
INSERT INTO "page" VALUES(3,1,NULL,'Библиотеки Тифлиса.');
INSERT INTO "page" VALUES(4,1,NULL,'Библиотеки Тифлиса и Шуши.');
INSERT INTO "page" VALUES(5,1,NULL,'Köhnə Dəyirman kəndi.');
CREATE TABLE setting (
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "setting" VALUES('names.mark','8a736c54bf64ccd9');
INSERT INTO "setting" VALUES('web.secret','s');
INSERT INTO "setting" VALUES('web.password','scrypt');
CREATE TABLE spelling (
	name TEXT NOT NULL, 
	base TEXT NOT NULL, 
	text TEXT NOT NULL, 
	language TEXT NOT NULL, 
	PRIMARY KEY (name, base, text, language)
)
 WITHOUT ROWID

;
INSERT INTO "spelling" VALUES('p.karabakh','qarabag','Qarabağ','az');
INSERT INTO "spelling" VALUES('p.l-old-mill','kohne_deyirman','Köhnə Dəyirman','az');
INSERT INTO "spelling" VALUES('p.shusha','susa','Şuşa','az');
INSERT INTO "spelling" VALUES('p.shusha','шуши','Шуши','ru');
INSERT INTO "spelling" VALUES('p.tbilisi','tiflis','Tiflis','en');
INSERT INTO "spelling" VALUES('p.tbilisi','тифлис','Тифлис','ru');
INSERT INTO "spelling" VALUES('~_akndv','axundov','Axundov','az');
INSERT INTO "spelling" VALUES('~_aksndv','axundov','Axundov','az');
INSERT INTO "spelling" VALUES('~_mrs','mirze','Mirzə','az');
INSERT INTO "spelling" VALUES('~_mrz','mirze','Mirzə','az');
INSERT INTO "spelling" VALUES('~akndv','axundov','Axundov','az');
INSERT INTO "spelling" VALUES('~aksndv','axundov','Axundov','az');
INSERT INTO "spelling" VALUES('~mirs','mirze','Mirzə','az');
INSERT INTO "spelling" VALUES('~mirz','mirze','Mirzə','az');
CREATE TABLE unread (
	form TEXT NOT NULL, 
	PRIMARY KEY (form)
)
 WITHOUT ROWID

;
INSERT INTO "unread" VALUES('new mill');
INSERT INTO "unread" VALUES('newmill');
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
INSERT INTO "version" VALUES(1,'np9k7gh0','ad9333c220032cf8c51b8046a777b16ae8b0e7b4c3e81bdf5d631386f7708357',24,'text/plain',0,1,'2026-11-29T16:55:02Z',1);
INSERT INTO "version" VALUES(2,'6mdtgpts','351ba85b59914d337a91cb35f90f9f00b46ec77d7429a89c685a85bfac6b469b',68,'text/plain',0,1,'2026-11-29T16:55:02Z',1);
INSERT INTO "version" VALUES(3,'cn84dv5m','655046ecb4255898c41445e5196b25e30fc05d29b457f1ae70e73f4cdfc980b3',37,'text/plain',0,1,'2026-11-29T16:55:02Z',0);
INSERT INTO "version" VALUES(4,'cn84dv5m','0cb8df821c404bbaffcdb7aa52bf856c8aad46397604e5335efae7a19f1682e3',49,'text/plain',0,1,'2026-11-29T16:55:03Z',1);
INSERT INTO "version" VALUES(5,'get5rfw7','83b45c3f87b5fa023eb5f0198761bbb614a2a88374356cb1a383123b33b4cf94',26,'text/plain',0,1,'2026-11-29T16:55:03Z',1);
CREATE TABLE word (
	text TEXT NOT NULL, 
	length INTEGER GENERATED ALWAYS AS (length(text)) VIRTUAL, 
	head TEXT GENERATED ALWAYS AS (substr(text, 1, 2)) VIRTUAL, 
	tail TEXT GENERATED ALWAYS AS (substr(text, -2)) VIRTUAL, 
	PRIMARY KEY (text)
)
 WITHOUT ROWID

;
INSERT INTO "word" VALUES('a');
INSERT INTO "word" VALUES('axundov');
INSERT INTO "word" VALUES('boyuk');
INSERT INTO "word" VALUES('deyirman');
INSERT INTO "word" VALUES('gone');
INSERT INTO "word" VALUES('is');
INSERT INTO "word" VALUES('kendi');
INSERT INTO "word" VALUES('kohne');
INSERT INTO "word" VALUES('libraries');
INSERT INTO "word" VALUES('mill');
INSERT INTO "word" VALUES('mirze');
INSERT INTO "word" VALUES('of');
INSERT INTO "word" VALUES('qala');
INSERT INTO "word" VALUES('qarabagda');
INSERT INTO "word" VALUES('removed');
INSERT INTO "word" VALUES('seheri');
INSERT INTO "word" VALUES('susa');
INSERT INTO "word" VALUES('susada');
INSERT INTO "word" VALUES('text');
INSERT INTO "word" VALUES('that');
INSERT INTO "word" VALUES('tiflis');
INSERT INTO "word" VALUES('txt');
INSERT INTO "word" VALUES('var');
INSERT INTO "word" VALUES('yerlesir');
INSERT INTO "word" VALUES('библиотеки');
INSERT INTO "word" VALUES('и');
INSERT INTO "word" VALUES('тифлиса');
INSERT INTO "word" VALUES('шуши');
CREATE INDEX document_by_path ON document (path);
CREATE INDEX document_by_source ON document (source);
CREATE INDEX document_by_title ON document (removed, sort, id);
CREATE INDEX word_by_head ON word (head, length);
CREATE INDEX word_by_tail ON word (tail, length);
CREATE INDEX ix_job_state ON job (state);
CREATE INDEX ix_version_sha256 ON version (sha256);
CREATE UNIQUE INDEX current_version ON version (document) WHERE current;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('job',4);
COMMIT;
