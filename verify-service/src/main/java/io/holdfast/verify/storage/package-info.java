/** Reads copies again and has PostgreSQL's own program decode them. */
@NullMarked
package io.holdfast.verify.storage;

import org.jspecify.annotations.NullMarked;
