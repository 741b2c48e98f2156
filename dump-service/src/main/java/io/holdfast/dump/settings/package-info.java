/** Settings of dump-service. */
@NullMarked
package io.holdfast.dump.settings;

import org.jspecify.annotations.NullMarked;
