/** What is deployed is what Kubernetes understands, what the services read, and as closed as it can be. */
@NullMarked
package io.holdfast.deploy;

import org.jspecify.annotations.NullMarked;
