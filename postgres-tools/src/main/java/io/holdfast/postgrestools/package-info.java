/** PostgreSQL's client programs: choosing the version, running them without leaking secrets or processes, and parsing their output. */
@NullMarked
package io.holdfast.postgrestools;

import org.jspecify.annotations.NullMarked;
