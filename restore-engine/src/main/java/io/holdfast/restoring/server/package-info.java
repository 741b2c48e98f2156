/** A server on which databases are made, marked, renamed and dropped. */
@NullMarked
package io.holdfast.restoring.server;

import org.jspecify.annotations.NullMarked;
