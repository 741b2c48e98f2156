/** Tests that require all services together, as packaged processes with a real broker and a real PostgreSQL. */
@NullMarked
package io.holdfast.e2e;

import org.jspecify.annotations.NullMarked;
