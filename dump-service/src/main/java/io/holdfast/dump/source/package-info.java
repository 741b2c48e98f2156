/** The databases that are backed up, before a dump: what is there, and whether it can be dumped. */
@NullMarked
package io.holdfast.dump.source;

import org.jspecify.annotations.NullMarked;
