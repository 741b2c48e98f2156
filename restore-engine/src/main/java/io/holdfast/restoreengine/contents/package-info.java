/** Contents of archives and databases: tables, rows, sequences, large objects and their fingerprints. */
@NullMarked
package io.holdfast.restoreengine.contents;

import org.jspecify.annotations.NullMarked;
