/** What only all services together can show, as packaged processes on a real broker and a real PostgreSQL. */
@NullMarked
package io.holdfast.e2e;

import org.jspecify.annotations.NullMarked;
