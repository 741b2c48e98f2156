package io.holdfast.events.codec;

import io.holdfast.events.Message;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * CloudEvents types, made from the records' names: {@code BackupCompleted} is {@code holdfast.backup.completed.v1}.
 *
 * <p>The sealed hierarchy is the only list of messages; a record added there has its type at once.
 */
public final class MessageTypes {

    private static final Pattern HUMP = Pattern.compile("(?<=[a-z])(?=[A-Z])");
    private static final Map<String, Class<? extends Message>> BY_TYPE = messages(Message.class)
            .collect(Collectors.toMap(MessageTypes::typeOf, message -> message, (a, b) -> a, TreeMap::new));

    private MessageTypes() {}

    /** The CloudEvents type of a message, such as {@code holdfast.backup.completed.v1}. */
    public static String typeOf(Class<? extends Message> message) {
        return "holdfast."
                + HUMP.matcher(message.getSimpleName()).replaceAll(".").toLowerCase(Locale.ROOT) + ".v1";
    }

    public static Optional<Class<? extends Message>> messageOf(String type) {
        return Optional.ofNullable(BY_TYPE.get(type));
    }

    /** Every type with its record, sorted by type. */
    public static Map<String, Class<? extends Message>> all() {
        return Map.copyOf(BY_TYPE);
    }

    private static Stream<Class<? extends Message>> messages(Class<?> sealed) {
        return sealed.isSealed()
                ? Arrays.stream(sealed.getPermittedSubclasses()).flatMap(MessageTypes::messages)
                : Stream.of(sealed.asSubclass(Message.class));
    }
}
