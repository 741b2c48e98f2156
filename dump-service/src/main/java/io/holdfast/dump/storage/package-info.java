/** Artifacts and reserved names at the destinations. */
@NullMarked
package io.holdfast.dump.storage;

import org.jspecify.annotations.NullMarked;
