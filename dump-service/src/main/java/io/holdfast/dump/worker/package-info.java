/** The worker: claims runs, carries them out step by step, and tidies up after dead ones. */
@NullMarked
package io.holdfast.dump.worker;

import org.jspecify.annotations.NullMarked;
