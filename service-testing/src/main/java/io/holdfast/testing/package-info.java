/** What the integration tests of several services need around one of them: others' voices, real archives, a process to kill. */
@NullMarked
package io.holdfast.testing;

import org.jspecify.annotations.NullMarked;
