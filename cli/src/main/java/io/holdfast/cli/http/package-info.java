/** Clients of the services' read-only HTTP APIs. */
@NullMarked
package io.holdfast.cli.http;

import org.jspecify.annotations.NullMarked;
