/**
 * Decides whether a household may be proposed to leave social assistance (<i>graduasi</i>), and says why.
 *
 * <pre>{@code
 * try (Policy policy = Policy.load(Path.of("2026.policy.txtpb"));
 *      Decision decision = policy.decide(householdJson, LocalDate.of(2026, 6, 15))) {
 *   if (decision.outcome() == Outcome.NEEDS_DATA) System.out.println(decision.missingFacts());
 * }
 * }</pre>
 *
 * <p>The package is a thin layer over the C library {@code libgraduasi}; what the words mean is written in the
 * library's own header, {@code capi/graduasi.h}. These rules hold for everything here and are not repeated:
 *
 * <ul>
 *   <li><b>An answer is not an error.</b> "Not yet", and a record that makes no sense, are decisions. A failure is a
 *       {@link org.graduasi.GraduasiException}, whose subclasses say who has to act. An event that the rules of a life
 *       cycle do not allow is an {@link org.graduasi.EventRefusedException}; {@link org.graduasi.LifeHistory#refusal}
 *       asks beforehand.
 *   <li><b>Closing.</b> What is {@link java.lang.AutoCloseable} ({@link org.graduasi.Policy}, {@link
 *       org.graduasi.Decision} and others) holds native memory until it is closed. One that is forgotten is freed when the
 *       garbage collector finds it, which is late and costs: the collector does not see how much memory it holds, so it
 *       is called where thousands are open. Closing twice does nothing; using one that is closed is an {@link
 *       java.lang.IllegalStateException}; closing one while other threads use it lets them finish. They may be closed in
 *       any order. What was read from them (texts, lists, {@link org.graduasi.CriterionDecision} and the like) is plain,
 *       immutable and stays.
 *   <li><b>Threads.</b> Everything here is immutable and may be used by any number of threads, but for what is fed with
 *       a register ({@link org.graduasi.RegisterQuality}, {@link org.graduasi.Comparer}, {@link
 *       org.graduasi.Programme}), builders, and readers of Arrow: they are confined to one thread at a time.
 *   <li><b>Null</b> is never returned, and never accepted: {@link java.lang.NullPointerException}. Texts that there are
 *       none of are empty.
 *   <li><b>Days</b> are civil dates of years 1 to 9999, without time and time zone. Money is in rupiah. No clock,
 *       locale, time zone or default character set has any influence: the same inputs give the same decision.
 *   <li><b>Codes.</b> A newer library may return codes that this package has no name for. They read as the constant
 *       {@code UNKNOWN}; the number is kept beside it.
 *   <li><b>People.</b> No exception holds a NIK, a KK number, a name or an address.
 * </ul>
 *
 * <h2>Where the native library is looked for</h2>
 *
 * <ol>
 *   <li>If the system property {@code graduasi.library.path} is set, there and nowhere else: a folder, several of them
 *       separated as in a class path, or the file itself. What an operator says wins over what is in the jar, and a
 *       mistake in it is an error.
 *   <li>In the jar, under {@code /org/graduasi/native/}, by JNA's name of the platform ({@code linux-x86-64}). It is
 *       copied to a file in the folder {@code jna.tmpdir}, or else {@code java.io.tmpdir}, loaded, and the file is
 *       deleted.
 *   <li>Where JNA and the system look: {@code jna.library.path}, {@code LD_LIBRARY_PATH}, the system's folders.
 * </ol>
 *
 * <p>A library that is found nowhere, or is too old, is a {@link java.lang.UnsatisfiedLinkError} that says where it was
 * looked for.
 *
 * <p>Java 24 and newer print a warning when JNA loads native code, unless they are started with {@code
 * --enable-native-access=ALL-UNNAMED}.
 */
package org.graduasi;
