/** Workers that claim and execute runs, and the recovery after lost workers. */
@NullMarked
package io.holdfast.dump.worker;

import org.jspecify.annotations.NullMarked;
