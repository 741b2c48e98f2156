package io.holdfast.cli;

import picocli.CommandLine.IVersionProvider;

/** The version from the jar's manifest. */
final class VersionProvider implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Holdfast.class.getPackage().getImplementationVersion();
        return new String[] {"holdfast " + (version == null ? "(development)" : version)};
    }
}
