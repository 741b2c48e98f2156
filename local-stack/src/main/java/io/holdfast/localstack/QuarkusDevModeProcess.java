package io.holdfast.localstack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs one service of a running stack in Quarkus' dev mode, instead of its packaged process. The process has the same
 * settings, port and schema. It also has the same marker in its command line, so that the stack finds and stops it like
 * the packaged process.
 */
public final class QuarkusDevModeProcess {

    private final String service;
    private final Path home;

    private QuarkusDevModeProcess(String service, Path home) {
        this.service = service;
        this.home = home;
    }

    /**
     * Stops the packaged process of the service, and starts Maven in this terminal. Maven ends when the service ends.
     *
     * @param stack must have started the service before, which writes its settings
     * @param mavenArguments added to the default ones, such as {@code -Ddebug=false}
     * @throws StackException if the stack never started the service, or Maven cannot be started
     */
    public static Process start(LocalStack stack, String service, List<String> mavenArguments) {
        Path home = stack.serviceHome(service);
        if (ServiceProcessFolder.existing(service, home).isEmpty()) {
            throw new StackException("the local stack in " + stack.home() + " has no settings for " + service
                    + ". Hint: run 'holdfast up' first.");
        }
        stack.service(service).ifPresent(ServiceProcess::terminate);
        return new QuarkusDevModeProcess(service, home).start(mavenArguments);
    }

    private Process start(List<String> mavenArguments) {
        ProcessBuilder builder = new ProcessBuilder(command(mavenArguments))
                .directory(SourceCheckoutLocator.find().root().toFile())
                .inheritIO();
        builder.environment().clear();
        builder.environment().putAll(ProcessEnvironment.ofMaven(service));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new StackException(
                    "cannot start Maven: " + e.getMessage() + ". Hint: install Maven 3.9 or newer (mvn).", e);
        }
    }

    /**
     * The command contains no settings: the service reads them from the file in its folder, which only its owner can
     * read.
     */
    private List<String> command(List<String> mavenArguments) {
        List<String> command = new ArrayList<>(List.of("mvn", "-q", "-ntp", "-T1", "-pl", service, "-am", "-Dquick"));
        command.add("-Dholdfast.dev.folder=" + home);
        // Otherwise Quarkus asks on a terminal whether it may send build data, and waits for an answer.
        command.add("-Dquarkus.analytics.disabled=true");
        command.addAll(mavenArguments);
        command.addAll(List.of("compile", "io.quarkus.platform:quarkus-maven-plugin:dev"));
        return command;
    }
}
