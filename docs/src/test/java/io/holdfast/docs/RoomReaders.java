package io.holdfast.docs;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which services read the settings of a room: the service itself, or all services that depend on the room. */
final class RoomReaders {

    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);
    private static final Pattern OWN =
            Pattern.compile("<groupId>io\\.holdfast</groupId>\\s*<artifactId>([a-z-]+)</artifactId>");

    private RoomReaders() {}

    static Set<String> of(String room) {
        Set<String> readers = new TreeSet<>();
        Checkout.rooms().stream()
                .map(service -> service.getFileName().toString())
                .filter(service -> service.endsWith("-service"))
                .filter(service -> needs(service).contains(room))
                .forEach(readers::add);
        return readers;
    }

    /** The room and all that it depends on, with the dependencies of those. */
    private static Set<String> needs(String room) {
        Set<String> needed = new TreeSet<>(Set.of(room));
        Matcher dependency =
                DEPENDENCY.matcher(Checkout.read(Checkout.room(room).resolve("pom.xml")));
        while (dependency.find()) {
            Matcher own = OWN.matcher(dependency.group(1));
            if (own.find() && !dependency.group(1).contains("<scope>")) {
                needed.addAll(needs(own.group(1)));
            }
        }
        return needed;
    }
}
