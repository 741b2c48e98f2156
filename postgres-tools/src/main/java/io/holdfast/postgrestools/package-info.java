/** PostgreSQL's own programs: finding the right version, running them so that nothing leaks or lingers, reading what they say. */
@NullMarked
package io.holdfast.postgrestools;

import org.jspecify.annotations.NullMarked;
