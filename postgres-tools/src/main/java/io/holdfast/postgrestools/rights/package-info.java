/** The privileges that a backup role lacks, found before the dump, and the statements that grant them. */
@NullMarked
package io.holdfast.postgrestools.rights;

import org.jspecify.annotations.NullMarked;
