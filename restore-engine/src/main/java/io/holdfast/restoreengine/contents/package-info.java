/** What is in a database, told from an archive or from the database itself: tables, rows, fingerprints. */
@NullMarked
package io.holdfast.restoreengine.contents;

import org.jspecify.annotations.NullMarked;
