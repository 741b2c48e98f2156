/** retention-service: the only service that deletes backups, and the owner of the backup records. */
@NullMarked
package io.holdfast.retention;

import org.jspecify.annotations.NullMarked;
