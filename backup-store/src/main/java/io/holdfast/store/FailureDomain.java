package io.holdfast.store;

/**
 * A failure domain of copies. The 3-2-1 rule counts different media and sites, not files.
 *
 * @param medium chosen by the operator, such as {@code disk} or {@code object-storage}; equal values fail together
 * @param isOffSite whether it survives the loss of the host
 */
public record FailureDomain(String medium, boolean isOffSite) {}
