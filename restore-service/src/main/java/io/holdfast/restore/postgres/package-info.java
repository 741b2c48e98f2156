/** The catalogue: books of backups, plans, and how far each restore is. */
@NullMarked
package io.holdfast.restore.postgres;

import org.jspecify.annotations.NullMarked;
