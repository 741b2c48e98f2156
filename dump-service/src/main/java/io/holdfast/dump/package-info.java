/** dump-service: creates backups with pg_dump, from request to sealed artifact. */
@NullMarked
package io.holdfast.dump;

import org.jspecify.annotations.NullMarked;
