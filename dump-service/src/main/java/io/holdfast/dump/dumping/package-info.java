/** Domain logic: states and decisions of a backup from request to artifact. Depends only on the JDK and the event types. */
@NullMarked
package io.holdfast.dump.dumping;

import org.jspecify.annotations.NullMarked;
