package io.holdfast.localstack;

import java.util.List;

/** Options for JVMs that are mostly idle and sometimes transfer large amounts of data. */
final class JvmOptions {

    /**
     * The serial collector, and late use of the optimizing compiler, because it uses half of the processor time at
     * start-up. Checksums and ciphers are compiled early: without that compiler they do not use the processor's
     * instructions, and SHA-256 is 17 times slower.
     */
    static final List<String> SMALL = List.of(
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=6000",
            "-XX:Tier4CompileThreshold=150000",
            "-XX:Tier4BackEdgeThreshold=400000",
            "-XX:CompileCommand=quiet",
            early("sun.security.provider.DigestBase"),
            early("sun.security.provider.MD5"),
            early("sun.security.provider.SHA2*"),
            early("com.sun.crypto.provider.*"),
            "-XX:-UsePerfData");

    private JvmOptions() {}

    private static String early(String classes) {
        return "-XX:CompileCommand=CompileThresholdScaling," + classes + "::*,0.02";
    }
}
