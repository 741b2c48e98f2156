/** Reads copies again and decodes them with pg_restore. */
@NullMarked
package io.holdfast.verify.storage;

import org.jspecify.annotations.NullMarked;
