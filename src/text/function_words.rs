//! The closed classes of English: determiners, prepositions, pronouns, auxiliaries, numerals,
//! days and months, abbreviations before names. Open classes come from the word list.

use crate::text::Classes as C;

/// Words with the classes that they all have.
pub(super) const FUNCTION_WORDS: &[(C, &str)] = &[
    (
        C::DETERMINER,
        "a an the this that these those each every either neither some any no another such all \
         both half several many much few fewer little less more most enough various certain own \
         what which whatever whichever other others same",
    ),
    (
        C::PREPOSITION,
        "aboard about above across after against along alongside amid amidst among amongst around \
         as at atop before behind below beneath beside besides between beyond by circa concerning \
         considering despite down during except excluding following for from given in including \
         inside into like minus near nearby notwithstanding of off on onto opposite out outside \
         over past pending per plus regarding respecting round save since than through throughout \
         till to toward towards under underneath unlike until unto up upon upside via with within \
         without worth versus vs v barring bar touching vis-a-vis",
    ),
    (C::COORDINATOR, "and or but nor yet & plus"),
    (
        C::SUBORDINATOR,
        "because while after before if although though unless until till since as when whenever \
         where whereas wherever once lest whether that than so provided providing supposing \
         whilst albeit except like",
    ),
    (
        C::PRONOUN,
        "i me you he him she her it we us they them myself yourself himself herself itself \
         ourselves yourselves themselves oneself thee thou ye 'em themself",
    ),
    (C::PRONOUN.union(C::POSSESSIVE), "mine yours hers ours theirs"),
    (
        C::PRONOUN,
        "someone somebody something anyone anybody anything everyone everybody everything nobody \
         nothing none one ones",
    ),
    (C::POSSESSIVE, "my your his her its our their whose"),
    (C::POSSESSIVE.union(C::PRONOUN), "his"),
    (
        C::WH,
        "who whom whose which what that when where why how whoever whomever whatever whichever \
         whenever wherever however",
    ),
    (C::AUXILIARY.union(C::VERB), "be have do"),
    (C::AUXILIARY.union(C::VERB_S), "is has does"),
    (C::AUXILIARY.union(C::VERB), "am are"),
    (C::AUXILIARY.union(C::VERB_PAST), "was were had did"),
    (C::AUXILIARY.union(C::VERB_PARTICIPLE), "been had done"),
    (C::AUXILIARY.union(C::VERB_ING), "being having doing"),
    (C::AUXILIARY, "'m 're 've ai 's 'd"),
    (C::GENITIVE, "'s ' ’"),
    (C::PRONOUN, "y'all"),
    (
        C::MODAL,
        "will would shall should can could may might must ought need dare ca wo sha 'll 'd cannot \
         'ld gonna",
    ),
    (
        C::NEGATION,
        "not n't never no neither nor none nobody nothing nowhere cannot hardly scarcely barely",
    ),
    (
        C::NUMERAL,
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen \
         fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty \
         ninety hundred thousand million billion trillion hundreds thousands millions billions \
         trillions dozen dozens tens score scores first second third fourth fifth sixth seventh \
         eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth \
         eighteenth nineteenth twentieth thirtieth fortieth fiftieth hundredth thousandth half \
         quarter both last",
    ),
    (C::WEEKDAY, "monday tuesday wednesday thursday friday saturday sunday"),
    (C::WEEKDAY.union(C::ABBREVIATION), "mon tue tues wed weds thu thur thurs fri sat sun"),
    (C::WEEKDAY, "mondays tuesdays wednesdays thursdays fridays saturdays sundays"),
    (
        C::MONTH,
        "january february march april may june july august september october november december",
    ),
    (C::MONTH.union(C::ABBREVIATION), "jan feb mar apr jun jul aug sept sep oct nov dec"),
    (
        C::TITLE.union(C::ABBREVIATION),
        "mr mrs ms mx dr prof gen lt col maj capt cpt sgt cpl pvt adm cmdr cdr brig lieut insp supt \
         det gov sen rep reps sens govs drs profs gens messrs rev fr hon amb atty asst pres sec \
         secy dep supt ald comr mme mlle hr frl msgr st ste cllr",
    ),
    (
        C::ABBREVIATION,
        "jr sr esq inc ltd co corp llc plc bros assn dept univ inst no nos vs v etc al eg ie ca cf \
         ed eds est approx ext fig figs vol pp ft mt ave blvd rd hwy bldg div natl intl govt dist \
         ala ariz ark calif colo conn del fla ga ill ind kan kans ky la mass md mich minn miss mo \
         mont neb nev okla ore pa penn tenn tex va vt wash wis wyo ont que alta sask",
    ),
    (
        C::DEICTIC.union(C::ADVERB),
        "here there today yesterday tomorrow tonight now elsewhere abroad overnight nearby \
         everywhere somewhere anywhere nowhere",
    ),
    (
        C::ADVERB,
        "also too very just only even still already again soon later then thus once twice ever \
         often always perhaps maybe quite rather almost however therefore meanwhile instead \
         otherwise moreover furthermore nonetheless nevertheless not never so as more most less \
         least yet ago away back",
    ),
    (
        C::PARTICLE,
        "van von vom zu zum zur der den de del della di da das do dos du des la le les lo y e bin \
         bint ibn ben abu abd abdel abdul al el ul ur ud ad ar as ash at az an ap af av mac mc san \
         santa st saint ter ten te 't o'",
    ),
    (
        C::FEMALE_NOUN,
        "woman women lady ladies girl girls mother mothers daughter daughters sister sisters wife \
         wives widow aunt niece grandmother mum mom actress actresses queen queens princess \
         princesses duchess countess baroness empress abbess nun nuns goddess hostess heiress \
         waitress stewardess headmistress seamstress congresswoman congresswomen chairwoman \
         spokeswoman spokeswomen councilwoman assemblywoman alderwoman businesswoman \
         businesswomen policewoman policewomen stateswoman sportswoman anchorwoman camerawoman \
         schoolgirl girlfriend bride fiancee stepmother stepdaughter granddaughter matriarch mrs ms \
         miss mme mlle dame madam madame frau senora",
    ),
    (
        C::MALE_NOUN,
        "man men gentleman gentlemen boy boys father fathers son sons brother brothers husband \
         husbands widower uncle nephew grandfather dad king kings prince princes duke earl baron \
         emperor abbot monk monks priest priests bishop bishops archbishop cardinal imam rabbi \
         patriarch pope pontiff congressman congressmen chairman chairmen spokesman spokesmen \
         councilman assemblyman alderman businessman businessmen policeman policemen statesman \
         sportsman anchorman cameraman gunman gunmen schoolboy boyfriend bridegroom fiance stepfather \
         stepson grandson headmaster ombudsman mr monsieur herr senor sheikh sultan emir ayatollah",
    ),
];
