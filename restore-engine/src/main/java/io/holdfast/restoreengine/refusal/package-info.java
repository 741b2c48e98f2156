/** Explains why a server refuses archive entries, from SQLSTATEs and catalogs, never from messages. */
@NullMarked
package io.holdfast.restoreengine.refusal;

import org.jspecify.annotations.NullMarked;
