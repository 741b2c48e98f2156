/** Creates, marks, renames and drops databases on a server. */
@NullMarked
package io.holdfast.restoreengine.server;

import org.jspecify.annotations.NullMarked;
