/** Authenticity of events: Ed25519 signatures of the services, and which service may publish which type of event. */
@NullMarked
package io.holdfast.events.signing;

import org.jspecify.annotations.NullMarked;
