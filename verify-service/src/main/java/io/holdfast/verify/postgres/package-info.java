/** verify-service's books: its own schema of the catalogue. */
@NullMarked
package io.holdfast.verify.postgres;

import org.jspecify.annotations.NullMarked;
