/** Words that people build a password around, from the top of published lists and from what Swedes choose: as data, lower-case. */

export const commonStems: ReadonlySet<string> = new Set(
  `password passwort passw passwd pass passphrase passcode passkey losenord lösenord kodord hemlig hemligt hemlighet secret secrets topsecret supersecret mysecret private geheim
admin administrator administratör root superuser user username guest gäst login logon signin welcome välkommen valkommen default changeme changethis letmein opensesame access enter test tester testing tests temp temporary demo example sample sandbox developer developers developer portal server database computer dator internet windows linux ubuntu oracle system service support manager master owner office company company business company
qwerty qwertz azerty asdf asdfgh asdfghjkl zxcvb zxcvbn zxcvbnm qwertyuiop qazwsx abcdef abcdefg abcabc
football fotboll soccer baseball basketball volleyball hockey ishockey tennis golfer golf racing running fishing hunting skiing swimming cycling
monkey dragon tiger lion panther eagle falcon dolphin butterfly fjäril fjaril spider shadow wolf horses hästar hund hunden katt katten kitten kittycat puppy doggy buddy bear teddybear turtle chicken rabbit kanin
princess prinsessa queen king prince angel angels heaven lovely love loveyou loveme iloveyou iluvyou lovers forever älskar älskling alskling kärlek karlek sweetheart sweetie babygirl baby honey darling cutie kisses kiss friends friendship family mother father mamma pappa mormor morfar farmor farfar daughter brother sister syster broder children barnen
sunshine solsken rainbow regnbåge summer sommar sommaren winter vinter vintern spring våren autumn hösten flower flowers blomma blommor blomman rosen roses lavender garden forest skogen ocean beach island mountain river thunder lightning storm snowball moonlight starlight midnight morning
january february march april june july august september october november december januari februari mars maj juni juli augusti oktober monday tuesday wednesday thursday friday saturday sunday måndag tisdag onsdag torsdag fredag lördag söndag christmas jultomten julafton midsommar
michael michelle jennifer jessica ashley amanda daniel danielle andrew anthony charlie charles thomas robert william matthew joshua jordan justin nicole samantha stephanie elizabeth victoria christopher christian christina alexander alexandra benjamin nathan jonathan patrick richard steven brandon hannah olivia sophia emma emily george harley maggie pepper ginger bailey maxwell oliver jasper tigger snoopy scooby mickey minnie
anders johan erik karl gustav lars nils mikael fredrik magnus johansson andersson karlsson svensson nilsson eriksson larsson olsson maria anna kristina margareta elisabeth kerstin ingrid birgitta linnea kalle pelle lisa sara johanna
superman batman spiderman ironman wolverine naruto pokemon pikachu starwars skywalker vader yoda harrypotter hogwarts gandalf frodo hobbit matrix terminator simpson simpsons minecraft fortnite roblox callofduty warcraft counterstrike playstation nintendo xbox gamer gaming killer ninja pirate warrior soldier hunter ranger phoenix
liverpool arsenal chelsea manchester manchesterunited barcelona realmadrid juventus bayern dortmund yankees cowboys lakers steelers eagles packers patriots malmö malmoff djurgården djurgarden hammarby aik brynäs frölunda
sweden sverige stockholm goteborg göteborg malmo uppsala norway norge denmark danmark finland england london america newyork california texas florida chicago boston paris france germany berlin europe india china japan tokyo australia canada mexico brazil argentina
google facebook youtube twitter instagram microsoft apple samsung iphone android netflix spotify amazon mercedes porsche ferrari corvette mustang camaro harleydavidson toyota honda volvo saab scania ericsson ikea
money pengar bank banken banking account konto finance business million millions dollar dollars cash credit payment payments rich
freedom frihet liberty peace jesus jesuschrist christ church blessed faith hope believe trustno trustnoone godisgood hallelujah
hello hejsan hejhej goodbye thanks thankyou tack please whatever nothing something anything everything everyone nobody happy happiness smile smiling lucky awesome perfect beautiful sexy gorgeous crazy stupid idiot asshole bitch fuck fucking fuckyou fuckoff shit bullshit biteme bastard jävla javla helvete fitta kuken
chocolate choklad cookie cookies coffee kaffe pizza cheese banana bananas orange apples cherry strawberry jordgubb blueberry candy sugar sweet beer whiskey vodka tequila
music musik guitar gitarr drummer metallica slipknot nirvana beatles eminem rockstar rocknroll dancing dancer hiphop
purple yellow orange silver golden black white green blue diamond diamonds crystal emerald sapphire
school skolan student students teacher lärare college university summer freedom success winner champion champions legend legends number one first number`
    .split(/\s+/u)
    .filter((stem) => stem.length > 0),
)
