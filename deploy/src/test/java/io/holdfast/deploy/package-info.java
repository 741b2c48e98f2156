/**
 * Tests of the deployment files: Kubernetes accepts them, the services read them, and their permissions are minimal.
 */
@NullMarked
package io.holdfast.deploy;

import org.jspecify.annotations.NullMarked;
