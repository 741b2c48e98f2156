/** What a backup goes through from request to artifact, and every decision about it, without any of the outside world. */
@NullMarked
package io.holdfast.dump.dumping;

import org.jspecify.annotations.NullMarked;
