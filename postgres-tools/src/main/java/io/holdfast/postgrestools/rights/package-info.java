/** What the role of a backup may not read, found before the dump, and the statements that grant it. */
@NullMarked
package io.holdfast.postgrestools.rights;

import org.jspecify.annotations.NullMarked;
