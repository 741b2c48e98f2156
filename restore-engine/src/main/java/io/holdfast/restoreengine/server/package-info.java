/** A server on which databases are made, marked, renamed and dropped. */
@NullMarked
package io.holdfast.restoreengine.server;

import org.jspecify.annotations.NullMarked;
