/** FORGETTING: the only service that deletes, and the one that keeps the books of all backups. */
@NullMarked
package io.holdfast.retention;

import org.jspecify.annotations.NullMarked;
