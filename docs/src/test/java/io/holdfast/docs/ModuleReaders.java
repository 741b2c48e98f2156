package io.holdfast.docs;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The services that read the settings of a module: the service itself, or all services that depend on the module. */
final class ModuleReaders {

    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);
    private static final Pattern OWN =
            Pattern.compile("<groupId>io\\.holdfast</groupId>\\s*<artifactId>([a-z-]+)</artifactId>");

    private ModuleReaders() {}

    static Set<String> of(String module) {
        Set<String> readers = new TreeSet<>();
        Checkout.modules().stream()
                .map(service -> service.getFileName().toString())
                .filter(service -> service.endsWith("-service"))
                .filter(service -> needs(service).contains(module))
                .forEach(readers::add);
        return readers;
    }

    /** The module and its direct and indirect dependencies. */
    private static Set<String> needs(String module) {
        Set<String> needed = new TreeSet<>(Set.of(module));
        Matcher dependency =
                DEPENDENCY.matcher(Checkout.read(Checkout.module(module).resolve("pom.xml")));
        while (dependency.find()) {
            Matcher own = OWN.matcher(dependency.group(1));
            if (own.find() && !dependency.group(1).contains("<scope>")) {
                needed.addAll(needs(own.group(1)));
            }
        }
        return needed;
    }
}
