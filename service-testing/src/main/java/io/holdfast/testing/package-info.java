/**
 * Shared infrastructure for the services' integration tests: events of other services, real archives, and a process to
 * kill.
 */
@NullMarked
package io.holdfast.testing;

import org.jspecify.annotations.NullMarked;
